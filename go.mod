module github.com/gitlabrunner/terraform-provider-gitlabrunner

go 1.25.8
