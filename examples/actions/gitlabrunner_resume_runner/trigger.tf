variable "runner_ids" {
  description = "The IDs of the runners on the machines."
  type        = set(number)
}

action "gitlabrunner_resume_runner" "build" {
  config {
    runner_ids = var.runner_ids
  }
}

resource "terraform_data" "machines" { # replace with your machines
  input = "image of March"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.gitlabrunner_resume_runner.build]
    }
  }
}
