variable "group" {
  description = "The ID or full path of a group."
  type        = string
}

# The group's own runners for Linux, paused or not.
list "gitlabrunner_runner" "linux" {
  provider = gitlabrunner
  limit    = 1000 # defaults to 100

  config {
    group    = var.group
    type     = "group_type"
    tag_list = ["linux"]
  }
}
