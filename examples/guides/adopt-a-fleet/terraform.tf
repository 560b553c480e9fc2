terraform {
  required_version = ">= 1.8"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

# Reads GITLAB_BASE_URL and GITLAB_TOKEN.
provider "gitlabrunner" {}
