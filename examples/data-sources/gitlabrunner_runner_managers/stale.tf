variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

# The runner managers that have not contacted GitLab for a week.
data "gitlabrunner_runner_managers" "stale" {
  runner_id = var.runner_id
  status    = "stale"
}

output "stale_runner_managers" {
  description = "The last contact of each stale runner manager, by its system ID."
  value = {
    for manager in data.gitlabrunner_runner_managers.stale.managers :
    manager.system_id => coalesce(manager.contacted_at, "never")
  }
}
