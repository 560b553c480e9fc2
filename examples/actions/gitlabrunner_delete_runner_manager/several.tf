variable "runner_token" {
  description = "The authentication token of the runner, for example in TF_VAR_runner_token."
  type        = string
  sensitive   = true # not ephemeral: Terraform 1.16 drops such values with -invoke
}

variable "system_ids" {
  description = "The system IDs of the runner managers whose machines no longer exist."
  type        = set(string)
}

# terraform apply -invoke=action.gitlabrunner_delete_runner_manager.lost
action "gitlabrunner_delete_runner_manager" "lost" {
  for_each = var.system_ids

  config {
    token     = var.runner_token
    system_id = each.value
  }
}
