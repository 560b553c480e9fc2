# As large as what the data source shows, and read as a data source is.
data "terraform_remote_state" "all" {
  backend = "local"

  config = {
    path = "runners.json"
  }
}
