variable "fleet" {
  description = "The runners by their IDs, from fleet.auto.tfvars.json."
  type = map(object({
    runner_type      = string
    group_id         = optional(number)
    project_id       = optional(number)
    description      = optional(string)
    paused           = optional(bool)
    locked           = optional(bool)
    run_untagged     = optional(bool)
    tag_list         = optional(set(string))
    access_level     = optional(string)
    maximum_timeout  = optional(number)
    maintenance_note = optional(string)
    also_serves      = optional(set(string), [])
  }))
}

locals {
  assignments = merge([
    for id, runner in var.fleet : {
      for project in runner.also_serves : "${id}:${project}" => { runner = id, project = project }
    }
  ]...)
}

import {
  for_each = var.fleet

  to = gitlabrunner_runner.fleet[each.key]
  id = each.key
}

import {
  for_each = local.assignments

  to = gitlabrunner_project_assignment.fleet[each.key]
  id = each.key
}

resource "gitlabrunner_runner" "fleet" {
  for_each = var.fleet

  runner_type      = each.value.runner_type
  group_id         = each.value.group_id
  project_id       = each.value.project_id
  description      = each.value.description
  paused           = each.value.paused
  locked           = each.value.locked
  run_untagged     = each.value.run_untagged
  tag_list         = each.value.tag_list
  access_level     = each.value.access_level
  maximum_timeout  = each.value.maximum_timeout
  maintenance_note = each.value.maintenance_note
}

resource "gitlabrunner_project_assignment" "fleet" {
  for_each = local.assignments

  runner_id = gitlabrunner_runner.fleet[each.value.runner].id
  project   = each.value.project
}
