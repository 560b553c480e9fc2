resource "gitlabrunner_registered_runner" "it" {
  description  = "all builds"
  paused       = true
  locked       = true
  tag_list     = ["linux"]
  access_level = "ref_protected"

  rotate_when_changed = { month = "2" }
}
