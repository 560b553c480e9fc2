terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "projects" {
  description = "The projects to assign the runners to."
  type        = set(string)
}

# All project runners with this tag, no matter who created them.
data "gitlabrunner_runners" "gpu" {
  type     = "project_type"
  tag_list = ["gpu"]
}

locals {
  pairs = {
    for pair in setproduct(data.gitlabrunner_runners.gpu.ids, var.projects) :
    "${pair[0]}:${pair[1]}" => { runner = pair[0], project = pair[1] }
  }
}

resource "gitlabrunner_project_assignment" "gpu" {
  for_each = local.pairs

  runner_id = each.value.runner
  project   = each.value.project
}
