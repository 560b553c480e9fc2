variable "group_id" {
  description = "The group whose projects the runners serve."
  type        = number
}

locals {
  kinds = {
    small = { tags = ["linux"], timeout = 3600 }
    large = { tags = ["linux", "large"], timeout = 7200 }
  }
}

# All runner managers of a kind share its token.
resource "gitlabrunner_runner" "fleet" {
  for_each = local.kinds

  runner_type     = "group_type"
  group_id        = var.group_id
  description     = "${each.key} Linux machines"
  tag_list        = each.value.tags
  maximum_timeout = each.value.timeout
}
