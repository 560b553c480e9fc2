variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

# The ten newest jobs that failed.
data "gitlabrunner_runner_jobs" "failed" {
  runner_id   = var.runner_id
  status      = "failed"
  order_by    = "id"
  max_results = 10
}

output "failed_jobs" {
  description = "Why each job failed, and the URL of its page."
  value       = [for job in data.gitlabrunner_runner_jobs.failed.jobs : "${job.failure_reason}: ${job.web_url}"]
}
