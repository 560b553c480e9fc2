variable "group" {
  description = "The group whose runners come and go with their machines."
  type        = string
}

variable "dry_run" {
  description = "Whether to list only what would be deleted."
  type        = bool
  default     = true
}

# Look first, then delete:
#   terraform apply -invoke=action.gitlabrunner_delete_stale_runners.autoscaled
#   terraform apply -invoke=action.gitlabrunner_delete_stale_runners.autoscaled -var dry_run=false
action "gitlabrunner_delete_stale_runners" "autoscaled" {
  config {
    group         = var.group
    type          = "group_type" # not those of the instance
    tag_list      = ["autoscaled"]
    older_than    = "30d"
    dry_run       = var.dry_run
    max_deletions = 50
  }
}
