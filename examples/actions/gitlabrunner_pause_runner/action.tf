variable "runner_ids" {
  description = "The IDs of the runners to pause."
  type        = set(number)
}

# terraform apply -invoke=action.gitlabrunner_pause_runner.build
action "gitlabrunner_pause_runner" "build" {
  config {
    runner_ids    = var.runner_ids
    wait_for_jobs = true
    timeout       = "2h"
  }
}
