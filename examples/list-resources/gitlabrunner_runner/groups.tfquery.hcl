variable "groups" {
  description = "The IDs or full paths of several groups."
  type        = set(string)
}

# The own runners of each group, all in one query.
list "gitlabrunner_runner" "of_groups" {
  for_each = var.groups
  provider = gitlabrunner
  limit    = 1000

  config {
    group = each.value
    type  = "group_type"
  }
}
