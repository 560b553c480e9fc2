variable "runner_id" {
  description = "The ID of the runner whose token has leaked."
  type        = number
}

# terraform apply -invoke=action.gitlabrunner_revoke_authentication_token.leaked
action "gitlabrunner_revoke_authentication_token" "leaked" {
  config {
    runner_id = var.runner_id
  }
}
