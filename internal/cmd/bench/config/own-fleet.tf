variable "size" {
  type = number
}

variable "note" {
  type    = string
  default = ""
}

resource "terraform_data" "fleet" {
  count = var.size
  input = var.note
}
