terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

variable "details" {
  type = bool
}

data "gitlabrunner_runners" "all" {
  all     = true
  details = var.details
}
