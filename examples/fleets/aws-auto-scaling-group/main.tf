# An auto-scaling group whose machines take the token from the Parameter Store.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.88"
    }
  }
}

variable "group_id" {
  description = "The group whose projects the runners serve."
  type        = number
}

variable "gitlab_url" {
  description = "The URL at which the machines reach GitLab."
  type        = string
}

variable "region" {
  description = "The region of the machines."
  type        = string
}

variable "subnet_ids" {
  description = "The subnets of the machines."
  type        = list(string)
}

variable "security_group_ids" {
  description = "The security groups of the machines. They need no incoming traffic."
  type        = list(string)
}

variable "machines" {
  description = "The number of machines."
  type        = number
  default     = 2
}

variable "instance_type" {
  description = "The type of the machines."
  type        = string
  default     = "m7i.large"
}

provider "aws" {
  region = var.region
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "Linux machines on AWS"
  tag_list    = ["docker", "linux"]
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source = "../modules/aws-ssm"
  runner = gitlabrunner_runner.build
  name   = "/gitlab-runner/build"
}

module "machine" {
  source      = "../modules/machine"
  url         = var.gitlab_url
  name        = gitlabrunner_runner.build.description
  concurrent  = 2
  fetch_token = "aws ssm get-parameter --region ${var.region} --name ${module.token.name} --with-decryption --query Parameter.Value --output text"

  install = [
    "curl -fsSL https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.rpm.sh | bash",
    "dnf install -y docker gitlab-runner",
    "systemctl enable --now docker",
  ]
}

# A machine may read this token, and nothing else.
resource "aws_iam_role" "build" {
  name_prefix = "gitlab-runner-build-"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "token" {
  name = "token"
  role = aws_iam_role.build.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ssm:GetParameter", Resource = "arn:aws:ssm:*:*:parameter${module.token.name}" }]
  })
}

resource "aws_iam_instance_profile" "build" {
  name_prefix = "gitlab-runner-build-"
  role        = aws_iam_role.build.name
}

resource "aws_launch_template" "build" {
  name_prefix            = "gitlab-runner-build-"
  image_id               = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
  instance_type          = var.instance_type
  vpc_security_group_ids = var.security_group_ids
  user_data              = base64encode(module.machine.cloud_init)

  iam_instance_profile {
    arn = aws_iam_instance_profile.build.arn
  }

  # A hop limit of 1 keeps the role out of the reach of jobs in containers.
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 50
      encrypted   = true
    }
  }
}

# A changed launch template replaces the machines one after the other. A new token
# replaces none: the machines fetch it.
resource "aws_autoscaling_group" "build" {
  name_prefix         = "gitlab-runner-build-"
  min_size            = var.machines
  max_size            = var.machines + 1
  desired_capacity    = var.machines
  vpc_zone_identifier = var.subnet_ids

  launch_template {
    id      = aws_launch_template.build.id
    version = aws_launch_template.build.latest_version
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
    }
  }

  tag {
    key                 = "Name"
    value               = "gitlab-runner-build"
    propagate_at_launch = true
  }
}
