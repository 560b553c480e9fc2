package gitlabsim_test

// refusals are the words of the cells: a status, and a letter for the reason.
var refusals = map[string]string{
	"401":  `{"message":"401 Unauthorized"}`,
	"403":  `{"message":"403 Forbidden"}`,
	"403n": `{"message":"403 Forbidden - No access granted"}`,
	"403i": `{"message":"403 Forbidden - Insufficient permissions"}`,
	"403m": `{"message":"403 Forbidden - Runner associated with more than one project"}`,
	"403g": `{"message":"403 Forbidden - Runner is a group runner"}`,
	"403l": `{"message":"403 Forbidden - Runner is locked"}`,
	"403o": `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`,
	"403a": `{"message":"403 Forbidden - User not allowed to assign runner"}`,
	"403s": `{"message":"403 Forbidden - Only one project associated with the runner. Please remove the runner instead"}`,
	"404g": `{"message":"404 Group Not Found"}`,
	"404p": `{"message":"404 Project Not Found"}`,
	"500":  `{"message":"500 Internal Server Error"}`,
}

// byRole has the permissions of a member with a role in one place and nowhere else:
//
//	ancestor                top, a private group
//	group                   top/mid, which has :group_runner
//	subgroup                top/mid/sub, with a project
//	project                 top/mid/app, a project inside the group. It owns :project_runner, which has no other
//	                        project, and :shared_runner and :locked_runner, which serve the second project as well
//	second project          other/web, in another group
//	both projects           project and second project
//	project, far            project and other/far, in yet another
//	far                     other/far alone
//
// Source: app/policies/ci/runner_policy.rb, group_policy.rb, project_policy.rb.
const byRole = `
call                                                               role in         guest  planner  reporter  security  developer  maintainer  owner
GET /runners                                                       project         200    200      200       200       200        200         200
GET /runners/all                                                   ancestor        403    403      403       403       403        403         403

GET /runners/:instance_runner                                      far             200    200      200       200       200        200         200
GET /runners/:instance_runner/managers                             far             200    200      200       200       200        200         200
GET /runners/:instance_runner/projects                             far             200    200      200       200       200        200         200
GET /runners/:instance_runner/jobs                                 ancestor        403n   403n     403n      403n      403n       403n        403n
PUT /runners/:instance_runner locked=true                          ancestor        403n   403n     403n      403n      403n       403n        403n
DELETE /runners/:instance_runner                                   ancestor        403n   403n     403n      403n      403n       403n        403n
POST /runners/:instance_runner/reset_authentication_token          ancestor        403n   403n     403n      403n      403n       403n        403n
POST /projects/:second_project/runners runner_id=:instance_runner  both projects   403    403      403       403       403        403n        403n
POST /user/runners runner_type=instance_type                       ancestor        403i   403i     403i      403i      403i       403i        403i

GET /runners/:group_runner                                         group           403n   403n     403n      200       403n       200         200
GET /runners/:group_runner                                         ancestor        403n   403n     403n      200       403n       200         200
GET /runners/:group_runner                                         subgroup        403n   403n     403n      403n      403n       200         200
GET /runners/:group_runner                                         project         403n   403n     403n      403n      403n       200         200
GET /runners/:group_runner                                         far             403n   403n     403n      403n      403n       403n        403n
GET /runners/:group_runner/managers                                group           403n   403n     403n      200       403n       200         200
GET /runners/:group_runner/managers                                project         403n   403n     403n      403n      403n       200         200
GET /runners/:group_runner/projects                                group           403n   403n     403n      200       403n       200         200
GET /runners/:group_runner/jobs                                    group           403n   403n     403n      200       403n       200         200
GET /runners/:group_runner/jobs                                    ancestor        403n   403n     403n      200       403n       200         200
GET /runners/:group_runner/jobs                                    project         403n   403n     403n      403n      403n       403n        403n
PUT /runners/:group_runner locked=true                             group           403n   403n     403n      403n      403n       403n        200
PUT /runners/:group_runner locked=true                             ancestor        403n   403n     403n      403n      403n       403n        200
PUT /runners/:group_runner locked=true                             subgroup        403n   403n     403n      403n      403n       403n        403n
PUT /runners/:group_runner locked=true                             project         403n   403n     403n      403n      403n       403n        403n
DELETE /runners/:group_runner                                      group           403n   403n     403n      403n      403n       403n        204
DELETE /runners/:group_runner                                      ancestor        403n   403n     403n      403n      403n       403n        204
DELETE /runners/:group_runner                                      project         403n   403n     403n      403n      403n       403n        403n
POST /runners/:group_runner/reset_authentication_token             group           403n   403n     403n      403n      403n       403n        201
POST /runners/:group_runner/reset_authentication_token             ancestor        403n   403n     403n      403n      403n       403n        201
POST /runners/:group_runner/reset_authentication_token             project         403n   403n     403n      403n      403n       403n        403n
POST /projects/:project/runners runner_id=:group_runner            ancestor        403    403      403       403       403        403g        403g
POST /user/runners runner_type=group_type&group_id=:group          group           403i   403i     403i      403i      403i       403i        201
POST /user/runners runner_type=group_type&group_id=:group          ancestor        403i   403i     403i      403i      403i       403i        201
POST /user/runners runner_type=group_type&group_id=:group          subgroup        403i   403i     403i      403i      403i       403i        403i
POST /user/runners runner_type=group_type&group_id=:group          far             403i   403i     403i      403i      403i       403i        403i
GET /groups/:group/runners                                         group           403    403      403       200       403        200         200
GET /groups/:group/runners                                         ancestor        403    403      403       200       403        200         200
GET /groups/:group/runners                                         project         403    403      403       403       403        403         403
GET /groups/:group/runners                                         far             404g   404g     404g      404g      404g       404g        404g
POST /groups/:group/runners/reset_registration_token               group           403    403      403       403       403        403         201
POST /groups/:group/runners/reset_registration_token               ancestor        403    403      403       403       403        403         201
POST /groups/:group/runners/reset_registration_token               far             404g   404g     404g      404g      404g       404g        404g
POST /runners/reset_registration_token                             ancestor        403    403      403       403       403        403         403

GET /runners/:project_runner                                       project         403n   403n     403n      200       403n       200         200
GET /runners/:project_runner                                       group           403n   403n     403n      200       403n       200         200
GET /runners/:project_runner                                       ancestor        403n   403n     403n      200       403n       200         200
GET /runners/:project_runner                                       subgroup        403n   403n     403n      403n      403n       403n        403n
GET /runners/:project_runner                                       second project  403n   403n     403n      403n      403n       403n        403n
GET /runners/:project_runner/managers                              project         403n   403n     403n      200       403n       200         200
GET /runners/:project_runner/projects                              project         403n   403n     403n      200       403n       200         200
GET /runners/:project_runner/jobs                                  project         403n   403n     403n      403n      403n       200         200
GET /runners/:project_runner/jobs                                  second project  403n   403n     403n      403n      403n       403n        403n
PUT /runners/:project_runner locked=true                           project         403n   403n     403n      403n      403n       200         200
PUT /runners/:project_runner locked=true                           group           403n   403n     403n      403n      403n       200         200
PUT /runners/:project_runner locked=true                           second project  403n   403n     403n      403n      403n       403n        403n
DELETE /runners/:project_runner                                    project         403n   403n     403n      403n      403n       204         204
DELETE /runners/:project_runner                                    group           403n   403n     403n      403n      403n       204         204
DELETE /runners/:project_runner                                    second project  403n   403n     403n      403n      403n       403n        403n
POST /runners/:project_runner/reset_authentication_token           project         403n   403n     403n      403n      403n       201         201
POST /runners/:project_runner/reset_authentication_token           second project  403n   403n     403n      403n      403n       403n        403n
POST /projects/:second_project/runners runner_id=:project_runner   both projects   403    403      403       403       403        201         201
POST /projects/:second_project/runners runner_id=:project_runner   second project  403    403      403       403       403        403n        403n
POST /projects/:second_project/runners runner_id=:project_runner   project         404p   404p     404p      404p      404p       404p        404p
POST /user/runners runner_type=project_type&project_id=:project    project         403i   403i     403i      403i      403i       201         201
POST /user/runners runner_type=project_type&project_id=:project    group           403i   403i     403i      403i      403i       201         201
POST /user/runners runner_type=project_type&project_id=:project    second project  403i   403i     403i      403i      403i       403i        403i
GET /projects/:project/runners                                     project         403    403      403       200       403        200         200
GET /projects/:project/runners                                     group           403    403      403       200       403        200         200
GET /projects/:project/runners                                     far             404p   404p     404p      404p      404p       404p        404p
POST /projects/:project/runners/reset_registration_token           project         403    403      403       403       403        201         201
POST /projects/:project/runners/reset_registration_token           far             404p   404p     404p      404p      404p       404p        404p

GET /runners/:shared_runner                                        project         403n   403n     403n      200       403n       200         200
GET /runners/:shared_runner                                        second project  403n   403n     403n      200       403n       200         200
GET /runners/:shared_runner/jobs                                   second project  403n   403n     403n      403n      403n       200         200
PUT /runners/:shared_runner locked=true                            project         403n   403n     403n      403n      403n       200         200
PUT /runners/:shared_runner locked=true                            second project  403n   403n     403n      403n      403n       200         200
POST /runners/:shared_runner/reset_authentication_token            project         403n   403n     403n      403n      403n       201         201
POST /runners/:shared_runner/reset_authentication_token            second project  403n   403n     403n      403n      403n       201         201
DELETE /runners/:shared_runner                                     both projects   403m   403m     403m      403m      403m       403m        403m
DELETE /runners/:shared_runner                                     far             403m   403m     403m      403m      403m       403m        403m
DELETE /projects/:second_project/runners/:shared_runner            both projects   403    403      403       403       403        204         204
DELETE /projects/:second_project/runners/:shared_runner            second project  403    403      403       403       403        204         204
DELETE /projects/:second_project/runners/:shared_runner            project         404p   404p     404p      404p      404p       404p        404p
DELETE /projects/:project/runners/:shared_runner                   both projects   403    403      403       403       403        403n        403n

PUT /runners/:locked_runner locked=false                           project         403n   403n     403n      403n      403n       200         200
POST /runners/:locked_runner/reset_authentication_token            project         403n   403n     403n      403n      403n       201         201
POST /projects/:far_project/runners runner_id=:locked_runner       project, far    403    403      403       403       403        403l        403l
POST /projects/:far_project/runners runner_id=:locked_runner       far             403    403      403       403       403        403l        403l
DELETE /projects/:second_project/runners/:locked_runner            both projects   403    403      403       403       403        403l        403l
`

// byIdentity has the permissions of callers without a role. On the instance of "admin",
// admin mode is off. On those of "admin+" and "admin-" it is on, and the token has the
// scope admin_mode or not; without it, the caller counts as an outsider.
const byIdentity = `
call                                                               anonymous  outsider  auditor  CI reader  admin  admin+  admin-
GET /runners                                                       401        200       200      200        200    200     200
GET /runners/all                                                   401        403       200      403        200    200     403

GET /runners/:instance_runner                                      401        200       200      200        200    200     200
GET /runners/:instance_runner/managers                             401        200       200      200        200    200     200
GET /runners/:instance_runner/projects                             401        200       200      200        200    200     200
GET /runners/:instance_runner/jobs                                 401        403n      200      200        200    200     403n
PUT /runners/:instance_runner locked=true                          401        403n      403n     403n       200    200     403n
DELETE /runners/:instance_runner                                   401        403n      403n     403n       204    204     403n
POST /runners/:instance_runner/reset_authentication_token          401        403n      403n     403n       201    201     403n
POST /projects/:second_project/runners runner_id=:instance_runner  401        404p      403      404p       500    500     404p
POST /user/runners runner_type=instance_type                       401        403i      403i     403i       201    201     403i
POST /runners/reset_registration_token                             401        403       403      403        201    201     403

GET /runners/:group_runner                                         401        403n      200      200        200    200     403n
GET /runners/:group_runner/managers                                401        403n      200      200        200    200     403n
GET /runners/:group_runner/projects                                401        403n      200      200        200    200     403n
GET /runners/:group_runner/jobs                                    401        403n      200      200        200    200     403n
PUT /runners/:group_runner locked=true                             401        403n      403n     403n       200    200     403n
DELETE /runners/:group_runner                                      401        403n      403n     403n       204    204     403n
POST /runners/:group_runner/reset_authentication_token             401        403n      403n     403n       201    201     403n
POST /projects/:second_project/runners runner_id=:group_runner     401        404p      403      404p       403g   403g    404p
POST /user/runners runner_type=group_type&group_id=:group          401        403i      403i     403i       201    201     403i
GET /groups/:group/runners                                         401        404g      200      404g       200    200     404g
POST /groups/:group/runners/reset_registration_token               401        404g      403      404g       201    201     404g

GET /runners/:project_runner                                       401        403n      200      200        200    200     403n
GET /runners/:project_runner/managers                              401        403n      200      200        200    200     403n
GET /runners/:project_runner/projects                              401        403n      200      200        200    200     403n
GET /runners/:project_runner/jobs                                  401        403n      200      200        200    200     403n
PUT /runners/:project_runner locked=true                           401        403n      403n     403n       200    200     403n
DELETE /runners/:project_runner                                    401        403n      403n     403n       204    204     403n
POST /runners/:project_runner/reset_authentication_token           401        403n      403n     403n       201    201     403n
POST /projects/:second_project/runners runner_id=:project_runner   401        404p      403      404p       201    201     404p
POST /user/runners runner_type=project_type&project_id=:project    401        403i      403i     403i       201    201     403i
GET /projects/:project/runners                                     401        404p      200      404p       200    200     404p
POST /projects/:project/runners/reset_registration_token           401        404p      403      404p       201    201     404p

DELETE /runners/:shared_runner                                     401        403m      403m     403m       204    204     403m
DELETE /projects/:second_project/runners/:shared_runner            401        404p      403      404p       204    204     404p
DELETE /projects/:project/runners/:shared_runner                   401        404p      403      404p       403o   403o    404p
POST /projects/:far_project/runners runner_id=:locked_runner       401        404p      403      404p       201    201     404p
DELETE /projects/:second_project/runners/:locked_runner            401        404p      403      404p       204    204     404p

GET /projects/:public_project/runners                              401        403       200      403        200    200     403
GET /groups/:public_group/runners                                  401        403       200      403        200    200     403

POST /runners/verify token=$glrt3$                                 200        200       200      200        200    200     200
POST /jobs/request token=$glrt3$                                   204        204       204      204        204    204     204
POST /runners/reset_authentication_token token=$glrt3$             201        201       201      201        201    201     201
DELETE /runners/managers token=$glrt3$&system_id=s                 204        204       204      204        204    204     204
DELETE /runners token=$glrt4$                                      204        204       204      204        204    204     204
`

// byCustomRole has the permissions of custom roles. They count like a Security Manager
// (read_runners) or like the role that administers runners (admin_runners), with any
// base role.
const byCustomRole = `
call                                                             role in  reading role  administering role
GET /runners                                                     project  200           200
GET /runners/:group_runner                                       group    200           200
GET /runners/:group_runner/managers                              group    200           200
GET /runners/:group_runner/jobs                                  group    200           200
GET /runners/:group_runner/jobs                                  project  403n          403n
GET /groups/:group/runners                                       group    200           200
PUT /runners/:group_runner locked=true                           group    403n          200
DELETE /runners/:group_runner                                    group    403n          204
POST /runners/:group_runner/reset_authentication_token           group    403n          201
POST /user/runners runner_type=group_type&group_id=:group        group    403i          201
POST /groups/:group/runners/reset_registration_token             group    403           201
GET /runners/:project_runner                                     project  200           200
GET /runners/:project_runner                                     group    200           200
GET /runners/:project_runner/jobs                                project  403n          200
GET /projects/:project/runners                                   project  200           200
PUT /runners/:project_runner locked=true                         project  403n          200
DELETE /runners/:project_runner                                  project  403n          204
POST /user/runners runner_type=project_type&project_id=:project  project  403i          201
POST /projects/:project/runners/reset_registration_token         project  403           201
GET /runners/:project_runner                                     far      403n          403n
`

// Before 18.4 the jobs of a group runner were for Owners, and before 18.3 there
// was no custom administrator role.
const (
	byRoleUntil183 = `
call                             role in   guest  planner  reporter  developer  maintainer  owner
GET /runners/:group_runner/jobs  group     403n   403n     403n      403n       403n        200
GET /runners/:group_runner/jobs  ancestor  403n   403n     403n      403n       403n        200
`
	byIdentityUntil182 = `
call                               anonymous  CI reader
GET /runners/:group_runner         401        403n
GET /runners/:project_runner/jobs  401        403n
`
)

// Before 18.11 auditors read groups and projects but no runners, and refusals to
// unassign had other words.
const (
	byRoleUntil1810 = `
call                                                     role in        guest  planner  reporter  developer  maintainer  owner
GET /groups/:group/runners                               group          403    403      403       403        200         200
GET /groups/:group/runners                               ancestor       403    403      403       403        200         200
GET /groups/:group/runners                               project        403    403      403       403        403         403
DELETE /projects/:second_project/runners/:locked_runner  both projects  403    403      403       403        403a        403a
DELETE /projects/:project/runners/:shared_runner         both projects  403    403      403       403        403o        403o
DELETE /projects/:project/runners/:project_runner        project        403    403      403       403        403o        403o
`
	byIdentityUntil1810 = `
call                                              anonymous  outsider  auditor  admin  admin+  admin-
GET /runners/all                                  401        403       403      200    200     403
GET /runners/:instance_runner                     401        200       200      200    200     200
GET /runners/:instance_runner/jobs                401        403n      403n     200    200     403n
GET /runners/:group_runner                        401        403n      403n     200    200     403n
GET /runners/:group_runner/managers               401        403n      403n     200    200     403n
GET /runners/:project_runner                      401        403n      403n     200    200     403n
GET /runners/:project_runner/managers             401        403n      403n     200    200     403n
GET /runners/:project_runner/jobs                 401        403n      403n     200    200     403n
GET /projects/:project/runners                    401        404p      403      200    200     404p
GET /groups/:group/runners                        401        404g      403      200    200     404g
DELETE /projects/:project/runners/:shared_runner  401        404p      403      403o   403o    404p
`
)

// Before 17.11 only the last project could not be taken away, and a lock did
// not matter for that.
const (
	byRoleUntil1710 = `
call                                                     role in        guest  planner  reporter  developer  maintainer  owner
DELETE /projects/:second_project/runners/:locked_runner  both projects  403    403      403       403        204         204
DELETE /projects/:second_project/runners/:shared_runner  both projects  403    403      403       403        204         204
DELETE /projects/:project/runners/:shared_runner         both projects  403    403      403       403        204         204
DELETE /projects/:project/runners/:project_runner        project        403    403      403       403        403s        403s
`
	byIdentityUntil1710 = `
call                                               anonymous  outsider  auditor  admin  admin+  admin-
DELETE /projects/:project/runners/:shared_runner   401        404p      403      204    204     404p
DELETE /projects/:project/runners/:project_runner  401        404p      403      403s   403s    404p
`
)
