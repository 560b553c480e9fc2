package faulttest_test

// everything uses each resource, data source, ephemeral resource and function. The
// token is in the state of the objects that are called kept, and of no others.
const everything = `
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}

variable "present" {
  type      = string
  ephemeral = true
}

variable "joining" {
  type      = string
  sensitive = true
}

variable "joining_wo" {
  type      = string
  ephemeral = true
}

variable "again" { type = string }

variable "store" { type = string }

resource "gitlabrunner_runner" "kept" {
  runner_type    = "project_type"
  project_id     = %[1]d
  description    = "kept"
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_runner" "handed" {
  runner_type    = "instance_type"
  description    = "handed"
  store_token    = false
  rotate_when_changed = { again = var.again }
}

ephemeral "gitlabrunner_authentication_token" "handed" {
  runner_id     = gitlabrunner_runner.handed.id
  token_version = gitlabrunner_runner.handed.token_version
}

resource "terraform_data" "store" {
  triggers_replace = gitlabrunner_runner.handed.token_version

  provisioner "local-exec" {
    command     = "printf '%%s\n' \"$RUNNER_TOKEN\" >> \"$STORE\""
    environment = { RUNNER_TOKEN = ephemeral.gitlabrunner_authentication_token.handed.token, STORE = var.store }
  }
}

resource "gitlabrunner_authentication_token" "adopted" {
  runner_id                = %[5]d
  store_token              = false
  current_token_wo         = var.present
  current_token_wo_version = 1
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_authentication_token" "kept" {
  runner_id         = %[6]d
  reset_on_create   = true
  verify_on_refresh = true
  rotate_when_changed = { again = var.again }
}

ephemeral "gitlabrunner_token_verification" "kept" {
  token = gitlabrunner_authentication_token.kept.token
}

resource "gitlabrunner_registered_runner" "kept" {
  registration_token = var.joining
  description        = "kept"
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_registered_runner" "secret" {
  registration_token_wo         = var.joining_wo
  registration_token_wo_version = 1
  description                   = "secret"
  store_token                   = false
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_registration_token" "kept" {
  project  = "%[3]s"
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_registration_token" "secret" {
  group       = "%[4]s"
  store_token = false
  rotate_when_changed = { again = var.again }
}

resource "gitlabrunner_project_assignment" "it" {
  runner_id = gitlabrunner_runner.kept.id
  project   = "%[2]s"
}

resource "gitlabrunner_project_assignments_exclusive" "it" {
  runner_id     = %[7]d
  projects      = ["%[2]s"]
  owner_project = "%[1]d"
}

data "gitlabrunner_runner" "it" {
  id = %[7]d
}

data "gitlabrunner_runners" "all" {
  all     = true
  details = true
}

data "gitlabrunner_runner_managers" "it" {
  runner_id = %[7]d
}

data "gitlabrunner_runner_jobs" "it" {
  runner_id = %[7]d
}

output "file" {
  sensitive = true
  value     = provider::gitlabrunner::config_toml({ runners = [{ token = coalesce(gitlabrunner_runner.kept.token, "not handed on") }] })
}
`

// actions are the provider's actions, on one runner.
const actions = `
action "gitlabrunner_pause_runner" "it" {
  config {
    runner_ids = [%[1]d]
  }
}

action "gitlabrunner_resume_runner" "it" {
  config {
    runner_ids = [%[1]d]
  }
}

action "gitlabrunner_revoke_authentication_token" "it" {
  config {
    runner_id = %[1]d
  }
}

action "gitlabrunner_delete_stale_runners" "it" {
  config {
    all           = true
    max_deletions = 9
  }
}

action "gitlabrunner_delete_runner_manager" "it" {
  config {
    token     = gitlabrunner_authentication_token.kept.token
    system_id = "s_none"
  }
}

action "gitlabrunner_unregister_runner" "it" {
  config {
    token = gitlabrunner_registered_runner.kept.token
  }
}
`

// queries are the provider's lists.
const queries = `
list "gitlabrunner_runner" "it" {
  provider         = gitlabrunner
  include_resource = true

  config {
    all = true
  }
}

list "gitlabrunner_project_assignment" "it" {
  provider         = gitlabrunner
  include_resource = true

  config {
    runner_id = %[1]d
  }
}
`
