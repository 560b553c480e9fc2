variable "owner" {
  type = number
}

variable "projects" {
  type = list(string)
}

resource "gitlabrunner_runner" "fleet" {
  count = 10

  runner_type = "project_type"
  project_id  = var.owner
}

resource "gitlabrunner_project_assignment" "fleet" {
  count = 30

  runner_id = gitlabrunner_runner.fleet[count.index % 10].id
  project   = var.projects[floor(count.index / 10)]
}

resource "gitlabrunner_authentication_token" "fleet" {
  count = 5

  runner_id       = gitlabrunner_runner.fleet[count.index].id
  reset_on_create = true
}
