variable "registration_token" {
  type      = string
  sensitive = true
}

resource "gitlabrunner_registered_runner" "it" {
  registration_token = var.registration_token
  description        = "nightly builds"
  run_untagged       = false
  tag_list           = ["nightly", "linux"]
  maximum_timeout    = 3600
  maintenance_note   = "call the platform team"

  rotate_when_changed = { month = "1" }
}
