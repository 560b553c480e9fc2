variable "runners" {
  type = number
}

variable "assignments" {
  type    = number
  default = 0
}

variable "note" {
  type    = string
  default = ""
}

# As large in the state as a runner.
resource "terraform_data" "runner" {
  count = var.runners

  input = {
    runner_type      = "project_type"
    description      = "runner of the fleet"
    maintenance_note = var.note
  }
}

# As large as an assignment.
resource "terraform_data" "assignment" {
  count = var.assignments
  input = "one of the others"
}
