variable "runner_id" {
  description = "The runner whose token was found where it does not belong."
  type        = number
}

# terraform apply -invoke=action.gitlabrunner_revoke_authentication_token.leaked
action "gitlabrunner_revoke_authentication_token" "leaked" {
  config {
    runner_id = var.runner_id
  }
}
