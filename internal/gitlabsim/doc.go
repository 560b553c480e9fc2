// Package gitlabsim is GitLab's Runners API in memory: the status codes,
// bodies, headers, validations and permissions of a GitLab instance, for tests
// and demonstrations. It builds on the standard library and was written
// from GitLab's documentation (https://docs.gitlab.com/api/runners/) and
// GitLab's source, not from a client, so that a mistake in one shows in the
// other.
//
// [New] returns an [http.Handler] that serves the API under /api/v4 and, to
// clients of the same machine, the calls under /_sim/. There is no other way
// into its state: a test creates what it needs through GitLab's own endpoints,
// and the same test runs against a real GitLab.
//
// # How a request is answered
//
// server.go applies the bounds (bounds.go), latency, rate limit and faults;
// malformed.go refuses texts that are no UTF-8, maintenance.go writes in
// maintenance mode. rack.go, params.go, coerce.go and convert.go read the
// parameters, route.go finds the endpoint, auth.go, sudo.go and grant.go check
// the caller. The handler then holds the lock of the store: it parses,
// authorises (policy.go), calls the store (store*.go, which keeps the
// invariants) and returns a reply or an error (error.go has every refusal).
// reply.go renders both. version.go is the table of what changed in which
// release.
//
// # Endpoints
//
// The last column names the file of GitLab's source that the behaviour follows.
//
//	GET    /runners                                        handle_runner_list.go     lib/api/ci/runners.rb
//	GET    /runners/all                                    handle_runner_list.go     lib/api/ci/runners.rb
//	GET    /projects/:id/runners                           handle_runner_list.go     lib/api/ci/runners.rb
//	GET    /groups/:id/runners                             handle_runner_list.go     lib/api/ci/runners.rb
//	GET    /runners/:id                                    handle_runner.go          lib/api/entities/ci/runner_details.rb
//	PUT    /runners/:id                                    handle_runner.go          lib/api/ci/runners.rb, app/models/ci/runner.rb
//	DELETE /runners/:id                                    handle_runner.go          lib/api/ci/runners.rb
//	GET    /runners/:id/projects                           handle_runner.go          lib/api/ci/runners.rb
//	GET    /runners/:id/jobs                               handle_runner_job.go      lib/api/ci/runners.rb
//	GET    /runners/:id/managers                           handle_runner_manager.go  lib/api/entities/ci/runner_manager.rb
//	POST   /runners/:id/reset_authentication_token         handle_runner_token.go    lib/api/ci/runners.rb
//	POST   /runners/reset_authentication_token             handle_runner_token.go    lib/api/ci/runner.rb
//	POST   /runners/verify                                 handle_runner_token.go    lib/api/ci/runner.rb
//	DELETE /runners                                        handle_runner_token.go    lib/api/ci/runner.rb
//	DELETE /runners/managers                               handle_runner_token.go    lib/api/ci/runner.rb
//	POST   /user/runners                                   handle_user_runner.go     lib/api/user_runners.rb
//	POST   /projects/:id/runners                           handle_project_runner.go  app/services/ci/runners/assign_runner_service.rb
//	DELETE /projects/:id/runners/:runner_id                handle_project_runner.go  app/services/ci/runners/unassign_runner_service.rb
//	POST   /runners                                        handle_registration.go    lib/api/ci/runner.rb
//	POST   /runners/reset_registration_token               handle_registration.go    lib/api/ci/runners.rb
//	POST   /groups/:id/runners/reset_registration_token    handle_registration.go    lib/api/ci/runners.rb
//	POST   /projects/:id/runners/reset_registration_token  handle_registration.go    lib/api/ci/runners.rb
//	GET    /runners/router/discovery                       handle_job_request.go     lib/api/ci/runner.rb
//	POST   /jobs/request                                   handle_job_request.go     lib/api/ci/helpers/job_request.rb
//
// To create what runners depend on, with the members and parameters that matter to them:
//
//	GET    /user                                           handle_user.go            lib/api/users.rb
//	GET    /users                                          handle_user.go            lib/api/users.rb
//	POST   /users                                          handle_user.go            lib/api/users.rb
//	GET    /users/:id                                      handle_user.go            lib/api/users.rb
//	PUT    /users/:id                                      handle_user.go            lib/api/users.rb
//	DELETE /users/:id                                      handle_user.go            lib/api/users.rb
//	POST   /users/:id/personal_access_tokens               handle_access_token.go    lib/api/users.rb
//	GET    /personal_access_tokens                         handle_access_token.go    lib/api/personal_access_tokens.rb
//	GET    /personal_access_tokens/self                    handle_access_token.go    lib/api/personal_access_tokens/self_information.rb
//	DELETE /personal_access_tokens/self                    handle_access_token.go    lib/api/personal_access_tokens/self_information.rb
//	GET    /personal_access_tokens/:id                     handle_access_token.go    lib/api/personal_access_tokens.rb
//	DELETE /personal_access_tokens/:id                     handle_access_token.go    lib/api/personal_access_tokens.rb
//	GET    /groups                                         handle_group.go           lib/api/groups.rb
//	POST   /groups                                         handle_group.go           lib/api/groups.rb
//	GET    /groups/:id                                     handle_group.go           lib/api/groups.rb
//	PUT    /groups/:id                                     handle_group.go           lib/api/groups.rb
//	DELETE /groups/:id                                     handle_group.go           lib/api/groups.rb
//	GET    /groups/:id/projects                            handle_group.go           lib/api/groups.rb
//	GET    /groups/:id/subgroups                           handle_group.go           lib/api/groups.rb
//	GET    /projects                                       handle_project.go         lib/api/projects.rb
//	POST   /projects                                       handle_project.go         lib/api/projects.rb
//	GET    /projects/:id                                   handle_project.go         lib/api/projects.rb
//	PUT    /projects/:id                                   handle_project.go         lib/api/projects.rb
//	DELETE /projects/:id                                   handle_project.go         lib/api/projects.rb
//	GET    /groups/:id/members                             handle_member.go          lib/api/members.rb
//	GET    /groups/:id/members/all                         handle_member.go          lib/api/members.rb
//	GET    /groups/:id/members/all/:user_id                handle_member.go          lib/api/members.rb
//	POST   /groups/:id/members                             handle_member.go          lib/api/members.rb
//	GET    /groups/:id/members/:user_id                    handle_member.go          lib/api/members.rb
//	PUT    /groups/:id/members/:user_id                    handle_member.go          lib/api/members.rb
//	DELETE /groups/:id/members/:user_id                    handle_member.go          lib/api/members.rb
//	GET    /projects/:id/members                           handle_member.go          lib/api/members.rb
//	GET    /projects/:id/members/all                       handle_member.go          lib/api/members.rb
//	GET    /projects/:id/members/all/:user_id              handle_member.go          lib/api/members.rb
//	POST   /projects/:id/members                           handle_member.go          lib/api/members.rb
//	GET    /projects/:id/members/:user_id                  handle_member.go          lib/api/members.rb
//	PUT    /projects/:id/members/:user_id                  handle_member.go          lib/api/members.rb
//	DELETE /projects/:id/members/:user_id                  handle_member.go          lib/api/members.rb
//	GET    /member_roles                                   handle_member_role.go     ee/lib/api/member_roles.rb
//	POST   /member_roles                                   handle_member_role.go     ee/lib/api/member_roles.rb
//	GET    /version                                        handle_instance.go        lib/api/metadata.rb
//	GET    /metadata                                       handle_instance.go        lib/api/metadata.rb
//	GET    /application/settings                           handle_instance.go        lib/api/settings.rb
//	PUT    /application/settings                           handle_instance.go        lib/api/settings.rb
//	GET    /application/plan_limits                        handle_instance.go        lib/api/admin/plan_limits.rb
//	PUT    /application/plan_limits                        handle_instance.go        lib/api/admin/plan_limits.rb
//
// # Calls beyond GitLab
//
// JSON in and out, without authentication. Wrong input is answered with 400
// and {"error": …}, which says what is wrong; unknown members are wrong input.
// Times are RFC 3339, durations Go's.
//
//	GET    /_sim/journal      200 [{"method","path","query","status","user"}, …], without any token;
//	                          status 0 is a connection that ended without an answer
//	DELETE /_sim/journal      204
//	POST   /_sim/clock        {"advance":"72h"}; 200 {"now": …}
//	POST   /_sim/faults       {"method","path","times","status","after","body","retry_after","delay","drop"}; 201
//	DELETE /_sim/faults       204
//	POST   /_sim/managers     {"runner_id","system_id","version","revision","platform","architecture",
//	                          "ip_address","created_at","contacted_at"}; 201 the manager as GitLab lists it;
//	                          a known system_id changes that manager
//	POST   /_sim/jobs         {"runner_id","project_id","status","system_id","name","stage","ref",
//	                          "tag","coverage","created_at","started_at","finished_at"}; 201 the job as GitLab lists it;
//	                          running in the runner's first project unless it says otherwise;
//	                          a pending one waits for POST /jobs/request
//	PUT    /_sim/jobs/:id     {"status"}; 200 the job
//	PUT    /_sim/runners/:id  {"created_at","contacted_at","tag_list","description","orphaned"}; 200 the runner's details
//	PUT    /_sim/users/:id    {"admin_permissions":["read_admin_cicd"]}; 200 the user: a custom administrator role
//	POST   /_sim/access_tokens  {"user_id","name","grants":[{"permissions":["read_runner"],"boundary":"project","id":1}]};
//	                          201 a fine-grained token; boundary is user, instance, group or project
//	POST   /_sim/reset        204; users, settings, clock, faults, journal: all as at the start
//
// A fault is for the next requests ("times", default 1) whose method and path
// (the full one, without query; may end in *) match, each matching any when
// left out; the first fault that matches is taken. "status" answers without
// acting, with "body" as it is or an error body of GitLab's form, and with the
// header Retry-After; together with "after": true the request is acted upon
// first, as by a gateway that fails after a creation that was done. "drop" ends
// the connection "before" the request is acted upon, or "after". "delay" holds
// the answer back on the machine's clock, to exceed a client's own
// timeout, and ends with its client; alone, it acts when it is over.
//
// # How faithful it is
//
// FIDELITY.md says part by part what is emulated and which test states it,
// what changed in which release, what is not verified, what is not emulated and
// why, and how much the emulator holds at most. Comments mark what is not
// verified as "Unverified:", and a test checks that each has its row there.
package gitlabsim
