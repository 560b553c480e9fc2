variable "projects" {
  type = set(string)
}

resource "terraform_data" "set" {
  input = var.projects
}
