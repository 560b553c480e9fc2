variable "runner_token" {
  description = "The authentication token of the runner, for example in TF_VAR_runner_token."
  type        = string
  sensitive   = true # not ephemeral: Terraform 1.16 drops such values with -invoke
}

variable "system_id" {
  description = "The system ID of the runner manager that was shut down."
  type        = string
}

# terraform apply -invoke=action.gitlabrunner_delete_runner_manager.shut_down
action "gitlabrunner_delete_runner_manager" "shut_down" {
  config {
    token     = var.runner_token
    system_id = var.system_id
  }
}
