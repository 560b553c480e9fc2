variable "projects" {
  description = "The projects that shall have it."
  type        = set(string)
}

# The project runners that carry this tag, whoever made them.
data "gitlabrunner_runners" "gpu" {
  type     = "project_type"
  tag_list = ["gpu"]
}

locals {
  pairs = {
    for pair in setproduct(data.gitlabrunner_runners.gpu.ids, var.projects) : "${pair[0]}:${pair[1]}" => { runner = pair[0], project = pair[1] }
  }
}

resource "gitlabrunner_project_assignment" "gpu" {
  for_each = local.pairs

  runner_id = each.value.runner
  project   = each.value.project
}
