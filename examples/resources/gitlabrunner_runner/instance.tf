# Requires an administrator's token.
resource "gitlabrunner_runner" "shared" {
  runner_type = "instance_type"
  description = "anything small"
}
