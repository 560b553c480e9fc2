variable "runner_token" {
  description = "The authentication token of the runner, for example in TF_VAR_runner_token."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# terraform apply -invoke=action.gitlabrunner_unregister_runner.retired
action "gitlabrunner_unregister_runner" "retired" {
  config {
    token = var.runner_token
  }
}
