variable "runner_ids" {
  description = "The IDs of the runners on the machines."
  type        = set(number)
}

action "gitlabrunner_pause_runner" "build" {
  config {
    runner_ids    = var.runner_ids
    wait_for_jobs = true
    timeout       = "2h"
  }
}

action "gitlabrunner_resume_runner" "build" {
  config {
    runner_ids = var.runner_ids
  }
}

# Running jobs finish before the machines change, and the runners accept jobs again
# afterwards.
resource "terraform_data" "machines" { # replace with your machines
  input = "image of March"

  lifecycle {
    action_trigger {
      events  = [before_update]
      actions = [action.gitlabrunner_pause_runner.build]
    }

    action_trigger {
      events  = [after_update]
      actions = [action.gitlabrunner_resume_runner.build]
    }
  }
}
