# The variables TF_HTTP_… have the address and the credentials.
terraform {
  backend "http" {}
}
