variable "token" {
  type = string
}

variable "owner" {
  type = number
}

variable "projects" {
  type = set(string)
}

provider "gitlabrunner" {
  token = var.token
}
