variable "group" {
  description = "The group whose machines are created and deleted automatically."
  type        = string
}

variable "dry_run" {
  description = "Whether to only list the runners that would be deleted."
  type        = bool
  default     = true
}

# List the runners first, then delete them:
#   terraform apply -invoke=action.gitlabrunner_delete_stale_runners.autoscaled
#   terraform apply -invoke=action.gitlabrunner_delete_stale_runners.autoscaled -var dry_run=false
action "gitlabrunner_delete_stale_runners" "autoscaled" {
  config {
    group         = var.group
    type          = "group_type" # leaves out instance runners
    tag_list      = ["autoscaled"]
    older_than    = "30d"
    dry_run       = var.dry_run
    max_deletions = 50
  }
}
