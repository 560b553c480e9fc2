variable "runner_ids" {
  description = "The IDs of the runners to resume."
  type        = set(number)
}

# terraform apply -invoke=action.gitlabrunner_resume_runner.build
action "gitlabrunner_resume_runner" "build" {
  config {
    runner_ids = var.runner_ids
  }
}
