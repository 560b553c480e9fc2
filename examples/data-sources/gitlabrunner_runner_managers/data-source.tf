variable "runner_id" {
  description = "The ID of the runner."
  type        = number
}

data "gitlabrunner_runner_managers" "it" {
  runner_id = var.runner_id
}

# Warns in every plan while a runner manager is older than version 17.
check "runner_managers_are_up_to_date" {
  assert {
    condition = alltrue([
      for manager in data.gitlabrunner_runner_managers.it.managers :
      try(tonumber(split(".", manager.version)[0]), 0) >= 17
    ])
    error_message = "A runner manager of runner ${var.runner_id} is older than version 17."
  }
}
