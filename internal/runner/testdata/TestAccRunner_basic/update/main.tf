resource "gitlabrunner_runner" "it" {
  runner_type  = "instance_type"
  description  = "all builds"
  paused       = true
  locked       = true
  tag_list     = ["linux"]
  access_level = "ref_protected"
}
