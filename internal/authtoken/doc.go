// Package authtoken is the noun authentication token, with which runner managers
// authenticate. GitLab shows it only in its answer to the creation.
//
//	gitlabrunner_authentication_token (resource)     POST /runners/:id/reset_authentication_token,
//	                                                 POST /runners/reset_authentication_token,
//	                                                 POST /runners/verify, GET /runners/:id,
//	                                                 DELETE /runners/managers
//	gitlabrunner_authentication_token (ephemeral)    hands on a token made in the same run
//	gitlabrunner_token_verification (ephemeral)      DELETE /runners/managers, POST /runners/verify
//	gitlabrunner_revoke_authentication_token (action)  POST /runners/:id/reset_authentication_token
//	gitlabrunner_unregister_runner (action)            DELETE /runners/managers, DELETE /runners
//
// Upstream: https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id
package authtoken
