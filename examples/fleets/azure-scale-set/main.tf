# A scale set whose machines take the token from a Key Vault.

terraform {
  required_version = ">= 1.11"

  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.23"
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

variable "resource_group_name" {
  description = "The resource group of the machines."
  type        = string
}

variable "location" {
  description = "The location of the machines."
  type        = string
}

variable "subnet_id" {
  description = "The subnet of the machines. They need no incoming traffic, and a way out."
  type        = string
}

variable "key_vault_id" {
  description = "A Key Vault that uses roles (RBAC)."
  type        = string
}

variable "key_vault_uri" {
  description = "Its address, which ends with a slash."
  type        = string
}

variable "ssh_public_key" {
  description = "The key of the machines' administrator."
  type        = string
}

variable "machines" {
  description = "The number of machines."
  type        = number
  default     = 2
}

variable "sku" {
  description = "The size of the machines."
  type        = string
  default     = "Standard_D2s_v5"
}

provider "azurerm" {
  features {}
}

resource "gitlabrunner_runner" "build" {
  runner_type = "group_type"
  group_id    = var.group_id
  description = "Linux machines on Azure"
  tag_list    = ["docker", "linux"]
  store_token = false

  rotate_after        = "30d"
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source       = "../modules/azure-key-vault"
  runner       = gitlabrunner_runner.build
  name         = "gitlab-runner-build"
  key_vault_id = var.key_vault_id
}

module "machine" {
  source     = "../modules/machine"
  url        = var.gitlab_url
  name       = gitlabrunner_runner.build.description
  concurrent = 2

  # With the identity of the machine.
  fetch_token = join(" | ", [
    "curl -fsS -H Metadata:true 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net'",
    "jq -r '\"header = \\\"Authorization: Bearer \\(.access_token)\\\"\"'",
    "curl -fsS --config - '${var.key_vault_uri}secrets/${module.token.name}?api-version=7.4'",
    "jq -r .value",
  ])

  install = [
    "curl -fsSL https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.deb.sh | bash",
    "apt-get install -y docker.io gitlab-runner jq",
  ]
}

# A machine may read this secret, and nothing else.
resource "azurerm_user_assigned_identity" "build" {
  name                = "gitlab-runner-build"
  resource_group_name = var.resource_group_name
  location            = var.location
}

resource "azurerm_role_assignment" "token" {
  scope                = "${var.key_vault_id}/secrets/${module.token.name}"
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.build.principal_id
}

# The provider replaces the machines one after the other if their user data changes
# (roll_instances_when_required). A new token replaces none: the machines fetch it.
resource "azurerm_linux_virtual_machine_scale_set" "build" {
  name                = "gitlab-runner-build"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = var.sku
  instances           = var.machines
  admin_username      = "gitlab"
  custom_data         = base64encode(module.machine.cloud_init)

  admin_ssh_key {
    username   = "gitlab"
    public_key = var.ssh_public_key
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }

  os_disk {
    caching              = "ReadOnly"
    storage_account_type = "StandardSSD_LRS"
  }

  network_interface {
    name    = "build"
    primary = true

    ip_configuration {
      name      = "build"
      primary   = true
      subnet_id = var.subnet_id
    }
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.build.id]
  }

  # The machines boot when they may read the token.
  depends_on = [azurerm_role_assignment.token]
}
