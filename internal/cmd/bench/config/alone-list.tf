# As large as the value of the provider's data source.
data "terraform_remote_state" "all" {
  backend = "local"

  config = {
    path = "runners.json"
  }
}
