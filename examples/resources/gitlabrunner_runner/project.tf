variable "project_id" {
  description = "The project that owns the runner."
  type        = number
}

# Only tagged jobs on protected branches.
resource "gitlabrunner_runner" "deploy" {
  runner_type      = "project_type"
  project_id       = var.project_id
  description      = "deploy to production"
  access_level     = "ref_protected"
  run_untagged     = false
  tag_list         = ["deploy"]
  maintenance_note = "Owned by the platform team."
}
