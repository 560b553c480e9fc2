variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

data "gitlabrunner_runner" "it" {
  id = var.runner_id
}

# Warns in every plan while the runner cannot accept jobs.
check "runner_is_online" {
  assert {
    condition     = data.gitlabrunner_runner.it.status == "online"
    error_message = "Runner ${data.gitlabrunner_runner.it.id} is ${data.gitlabrunner_runner.it.status}."
  }
}
