variable "group" {
  description = "The ID or full path of a group."
  type        = string
}

# The runners that were never used, with all of their settings.
list "gitlabrunner_runner" "unused" {
  provider         = gitlabrunner
  include_resource = true

  config {
    group  = var.group
    type   = "group_type"
    status = "never_contacted"
  }
}
