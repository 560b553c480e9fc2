variable "runner_tokens" {
  description = "The authentication token of each runner, by a name of your choice."
  type        = map(string)
  sensitive   = true # not ephemeral: Terraform 1.16 drops such values with -invoke
}

# terraform apply -invoke=action.gitlabrunner_unregister_runner.retired
action "gitlabrunner_unregister_runner" "retired" {
  for_each = toset(nonsensitive(keys(var.runner_tokens)))

  config {
    token = var.runner_tokens[each.value]
  }
}
