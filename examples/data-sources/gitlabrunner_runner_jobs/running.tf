variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

variable "system_id" {
  description = "The system ID of a runner manager of the runner."
  type        = string
}

# The jobs that one runner manager is running now.
data "gitlabrunner_runner_jobs" "running" {
  runner_id = var.runner_id
  system_id = var.system_id
  status    = "running"
}

output "running_jobs" {
  description = "The project, the name and the URL of each job."
  value = [
    for job in data.gitlabrunner_runner_jobs.running.jobs :
    "${job.project.path_with_namespace}: ${job.name} (${job.web_url})"
  ]
}
