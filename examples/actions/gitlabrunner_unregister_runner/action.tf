variable "runner_token" {
  description = "The authentication token of the runner, for example in TF_VAR_runner_token."
  type        = string
  sensitive   = true # not ephemeral: Terraform 1.16 drops such values with -invoke
}

# terraform apply -invoke=action.gitlabrunner_unregister_runner.retired
action "gitlabrunner_unregister_runner" "retired" {
  config {
    token = var.runner_token
  }
}
