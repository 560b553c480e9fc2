variable "project" {
  description = "The ID or full path of the project whose runners to delete."
  type        = string
}

variable "dry_run" {
  description = "Whether to only list the runners that would be deleted."
  type        = bool
  default     = true
}

# terraform apply -invoke=action.gitlabrunner_delete_stale_runners.unused
action "gitlabrunner_delete_stale_runners" "unused" {
  config {
    project       = var.project
    type          = "project_type" # leaves out the runners of its groups and of the instance
    status        = "never_contacted"
    older_than    = "1d" # leaves out runners that were created just now
    dry_run       = var.dry_run
    max_deletions = 20
  }
}
