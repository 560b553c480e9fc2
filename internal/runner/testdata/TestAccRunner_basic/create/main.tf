resource "gitlabrunner_runner" "it" {
  runner_type      = "instance_type"
  description      = "nightly builds"
  run_untagged     = false
  tag_list         = ["nightly", "linux"]
  maximum_timeout  = 3600
  maintenance_note = "call the platform team"
}
