variable "runner_ids" {
  description = "The runners on the machines that are looked after here."
  type        = set(number)
}

# By hand: terraform apply -invoke=action.gitlabrunner_pause_runner.build
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

# On its own: before the machines change, their jobs come to an end, and
# afterwards there are new ones.
resource "terraform_data" "machines" { # in the place of your machines
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
