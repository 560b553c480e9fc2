# All runners of the instance. This requires the access token of an administrator.
data "gitlabrunner_runners" "all" {
  all = true
}

output "runners_by_status" {
  description = "The number of runners with each status."
  value = {
    for status, runners in { for runner in data.gitlabrunner_runners.all.runners : runner.status => runner.id... } :
    status => length(runners)
  }
}
