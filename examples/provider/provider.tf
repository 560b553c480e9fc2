terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

# The token comes from the environment variable GITLAB_TOKEN.
provider "gitlabrunner" {
  base_url = "https://gitlab.example.com"
}
