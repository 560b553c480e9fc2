variable "group" {
  description = "The id or the path of a group."
  type        = string
}

# The group's own runners for Linux, whether they take jobs or not.
list "gitlabrunner_runner" "linux" {
  provider = gitlabrunner
  limit    = 1000 # without it 100

  config {
    group    = var.group
    type     = "group_type"
    tag_list = ["linux"]
  }
}

# Those of them that were never started, with everything that GitLab shows.
list "gitlabrunner_runner" "unused" {
  provider         = gitlabrunner
  include_resource = true

  config {
    group  = var.group
    type   = "group_type"
    status = "never_contacted"
  }
}
