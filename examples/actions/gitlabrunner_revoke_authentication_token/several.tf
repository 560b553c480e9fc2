variable "runner_ids" {
  description = "The IDs of the runners whose tokens have leaked."
  type        = set(string)
}

# terraform apply -invoke=action.gitlabrunner_revoke_authentication_token.leaked
action "gitlabrunner_revoke_authentication_token" "leaked" {
  for_each = var.runner_ids

  config {
    runner_id = each.value
  }
}
