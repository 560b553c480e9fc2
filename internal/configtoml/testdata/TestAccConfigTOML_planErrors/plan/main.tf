terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

resource "gitlabrunner_runner" "one" {
  runner_type = "instance_type"
}

resource "terraform_data" "machine" {
  input = provider::gitlabrunner::config_toml({
    runners = [{
      token  = gitlabrunner_runner.one.token
      docker = { volumes = ["/cache", null] }
    }]
  })
}
